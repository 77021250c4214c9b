"""What the browser tests share. `world` starts the service and the browser once; the other modules are its parts."""
