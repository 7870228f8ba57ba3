"""A custom resource: packages a model while a stack is deployed, and tells where the component's ZIP is."""
