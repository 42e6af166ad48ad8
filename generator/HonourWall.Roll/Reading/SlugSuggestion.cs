using System.Text;

namespace HonourWall.Roll.Reading;

/// <summary>The slug that an editor probably meant: <c>Zhang_Wei 2</c> → <c>zhang-wei-2</c>.</summary>
internal static class SlugSuggestion
{
    /// <summary>Null where letters are not ASCII: only <c>honourwall import</c> and <c>new</c> know pinyin.</summary>
    public static string? For(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (!char.IsAscii(c)) return null;
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var result = slug.ToString().Trim('-');
        return Id<Honouree>.TryParse(result, out _) ? result : null;
    }
}
