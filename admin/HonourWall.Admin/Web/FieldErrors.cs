namespace HonourWall.Admin.Web;

/// <summary>What is wrong with a form, by the name of its field; the empty name is for the form as a whole.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    /// <summary>Fields in the order in which their errors were found.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _errors;

    /// <summary>Adds a message; the first one for a field stays.</summary>
    public void Add(string field, string message) => _errors.TryAdd(field, message);

    public string? Of(string field) => _errors.GetValueOrDefault(field);
}
