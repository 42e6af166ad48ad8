namespace HonourWall.Admin.Web;

/// <summary>What a list is narrowed to: it is read from an address or a form and written into both, so that pages and exports keep it.</summary>
/// <param name="Input">What it was read from; null when it narrows nothing.</param>
public abstract record ListFilter(FilterInput? Input)
{
    /// <summary>Some condition could not be read: then nothing is listed, and nothing leaves.</summary>
    public bool IsUnreadable => Input is { Errors.Any: true };

    /// <summary>Its fields as a form carries them, empty where nothing is chosen; what could not be read as it was typed.</summary>
    public IEnumerable<(string Name, string Value)> Fields() => Chosen().Select(f => (f.Name, Input?.Typed.GetValueOrDefault(f.Name) ?? f.Value));

    /// <summary>The filter as part of an address.</summary>
    public string Query() => string.Join('&', Fields().Where(f => f.Value.Length > 0).Select(f => f.Name + "=" + Uri.EscapeDataString(f.Value)));

    /// <summary>The fields that were read.</summary>
    protected abstract IEnumerable<(string Name, string Value)> Chosen();

    /// <summary>Where each list begins: all rows, or none when a condition could not be read.</summary>
    protected IQueryable<T> Rows<T>(IQueryable<T> all) => IsUnreadable ? all.Where(row => false) : all;
}
