namespace HonourWall.Admin.Data.Migrations;

/// <summary>The schema cannot be brought to this program's version; the message is for the operator.</summary>
public sealed class MigrationException(string message) : Exception(message);
