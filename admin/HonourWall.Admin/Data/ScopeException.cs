namespace HonourWall.Admin.Data;

/// <summary>A write would touch a row outside the actor's organisations. A mistake in the program, or an attack: never shown in detail.</summary>
public sealed class ScopeException(string message) : Exception(message);
