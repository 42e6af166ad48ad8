namespace HonourWall.Search.Text;

/// <summary>One string for each character of the basic plane that was asked for: names are made of a few thousand.</summary>
internal static class Character
{
    private static readonly string?[] Known = new string?[0x10000];

    // Two threads may both make one; either will do.
    public static string ToText(char character) => Known[character] ??= character.ToString();
}
