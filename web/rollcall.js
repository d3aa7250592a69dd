// The web components.
