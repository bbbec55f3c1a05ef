"""Write the folder again: ``python -m tools.made_up_district``."""

from tools.made_up_district.district import write_district

write_district()
