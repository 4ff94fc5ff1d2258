"""What residents say of a finished work: satisfied or not, and with what. Nobody's name is kept."""
