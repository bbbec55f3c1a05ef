"""项目谋划: bundles of a product with the upstream steps that belong to it, sized, judged and put in order."""
