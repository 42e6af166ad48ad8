using System.Text.RegularExpressions;

namespace HonourWall.Roll.Reading;

/// <summary>A name as clerks pad it: 李　萌, as tall as 刘更生 in a list, is another name to every search.</summary>
internal static partial class NameCheck
{
    /// <summary>Gives the name back as it stands, and reports a blank within it.</summary>
    public static Written? Check(Written? name, ReadingContext context)
    {
        if (name is { } written && Padded().IsMatch(written.Text)) context.Diagnostics.Add("HW149", written.Place, Padded().Replace(written.Text, " "));
        return name;
    }

    [GeneratedRegex(@"(?<=[\u3400-\u9fff\ud800-\udfff·])\s+(?=[\u3400-\u9fff\ud800-\udfff·])|[\r\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex Padded();
}
