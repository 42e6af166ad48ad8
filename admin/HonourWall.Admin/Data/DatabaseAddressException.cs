namespace HonourWall.Admin.Data;

/// <summary>The address of the database cannot be used as it is; the message is for the operator.</summary>
public sealed class DatabaseAddressException(string message, Exception? inner = null) : Exception(message, inner);
