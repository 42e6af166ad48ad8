namespace HonourWall.Admin.Tables;

/// <summary>A file cannot be read as a table; the message is for the person who sent it.</summary>
public sealed class TableException(string message) : Exception(message);
