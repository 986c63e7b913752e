"""Any bytes as a mail, through the whole product in memory, guided by the code that they reach."""
