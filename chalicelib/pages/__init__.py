"""What a customer sees in a browser: the form, the thank-you page, the status page, the apology.

Pages work without JavaScript, load nothing from anywhere, and know nothing of HTTP.
"""
