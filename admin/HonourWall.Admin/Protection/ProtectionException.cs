namespace HonourWall.Admin.Protection;

/// <summary>A protected value does not open, or a key is missing. Never answered with the stored text.</summary>
public sealed class ProtectionException(string message, Exception? inner = null) : Exception(message, inner);
