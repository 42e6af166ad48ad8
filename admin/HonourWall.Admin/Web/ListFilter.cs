namespace HonourWall.Admin.Web;

/// <summary>What a list is narrowed to: it is read from an address or a form and written into both, so that pages and exports keep it.</summary>
public abstract record ListFilter
{
    /// <summary>Longer words are cut: an address has room for no more, and no name is longer.</summary>
    private const int Longest = 60;

    /// <summary>Its fields as a form carries them, empty where nothing is chosen.</summary>
    public abstract IEnumerable<(string Name, string Value)> Fields();

    /// <summary>The filter as part of an address.</summary>
    public string Query() => string.Join('&', Fields().Where(f => f.Value.Length > 0).Select(f => f.Name + "=" + Uri.EscapeDataString(f.Value)));

    /// <summary>Words as they were typed.</summary>
    protected static string Words(string? value) => value?.Trim() is { } text ? text[..Math.Min(text.Length, Longest)] : "";

    /// <summary>A choice of a list; what is none of it is no choice.</summary>
    protected static T? Choice<T>(string? value) where T : struct, Enum => Enum.TryParse<T>(value, out var choice) && Enum.IsDefined(choice) ? choice : null;
}
