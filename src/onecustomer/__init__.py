"""onecustomer: know the customer you are serving now."""

__version__ = "0.1.0"
