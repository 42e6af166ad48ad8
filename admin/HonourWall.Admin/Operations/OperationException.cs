namespace HonourWall.Admin.Operations;

/// <summary>An operator's command cannot be done; the message is for them.</summary>
public sealed class OperationException(string message) : Exception(message);
