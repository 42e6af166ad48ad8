namespace HonourWall.Admin.Protection;

/// <summary>A sensitive column. Its table and name are bound into every value, so that a value copied elsewhere does not open.</summary>
/// <param name="Table">The table's name in the database.</param>
/// <param name="Column">The column's name in the database.</param>
/// <param name="Kind">How it is masked.</param>
/// <param name="Word">Its name in Chinese, for pages and the audit.</param>
/// <param name="IndexColumn">The column of its blind index; null when nobody looks it up.</param>
public sealed record ProtectedField(string Table, string Column, SensitiveKind Kind, string Word, string? IndexColumn = null);
