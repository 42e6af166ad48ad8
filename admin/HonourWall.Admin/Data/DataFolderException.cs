namespace HonourWall.Admin.Data;

/// <summary>The data folder may not lie where it was put; the message is for the operator.</summary>
public sealed class DataFolderException(string message) : Exception(message);
