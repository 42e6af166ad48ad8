using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using HonourWall.Site;

namespace HonourWall.Generator.Pictures.Cards;

/// <summary>Sets a card into the SVG template: columns from the right, every character in its own place.</summary>
/// <remarks>Characters are placed one by one because renderers of SVG do not agree on writing modes.</remarks>
internal static class CardLayout
{
    private const double Top = 84;
    private const double Room = 462;
    private const double Right = 1104;
    private const double Left = 232;
    private const double Leading = 1.14;
    private const int LongestTitle = 30;

    private static readonly string Template = Read("card.svg");

    /// <summary>The stone below, without letters.</summary>
    public static string Stone { get; } = Read("stone.svg");

    public static string Draw(Card card)
    {
        var (deep, x) = Columns(Characters(Shorten(card.Title, LongestTitle)), card.Title.Length <= 8 ? 1 : card.Title.Length <= 18 ? 2 : 3, 142, Right);
        var fine = new StringBuilder();
        var size = 46;
        foreach (var line in card.Lines)
        {
            var characters = Characters(Shorten(line, 26));
            if (characters.Count == 0) continue;
            var (drawn, next) = Columns(characters, characters.Count <= 13 ? 1 : 2, size, x - 22);
            if (next < Left) break; // no room: what comes last matters least
            fine.Append(drawn);
            (x, size) = (next, 34);
        }
        fine.Append(Text(card.Site, 76, 540, 34, "text-anchor=\"start\" letter-spacing=\"5\""));
        return Template.Replace("{deep}", deep, StringComparison.Ordinal).Replace("{fine}", fine.ToString(), StringComparison.Ordinal).Replace("{seal}", Seal(card.Level), StringComparison.Ordinal);
    }

    /// <returns>The columns drawn, and where the next may begin.</returns>
    private static (string Drawn, double Next) Columns(List<string> characters, int columns, double largest, double right)
    {
        var ends = Ends(characters, columns);
        var each = ends.Zip(ends.Prepend(0), (end, start) => end - start).Max();
        var size = Math.Floor(Math.Min(largest, Room / (each * Leading)));
        // Two characters stand apart, as on a name plate.
        var step = columns == 1 && each == 2 ? size * 1.9 : size * Leading;
        var drawn = new StringBuilder();
        var (column, begin) = (0, 0);
        for (var i = 0; i < characters.Count; i++)
        {
            if (i == ends[column]) (column, begin) = (column + 1, i);
            drawn.Append(Text(characters[i], right - size / 2 - column * size * 1.22, Top + size * 0.88 + (i - begin) * step, size));
        }
        return (drawn.ToString(), right - size - (columns - 1) * size * 1.22 - 18);
    }

    /// <summary>Where each column ends: all as long as each other, but a name of several parts in two columns is parted at a dot.</summary>
    private static List<int> Ends(List<string> characters, int columns)
    {
        var dots = characters.Index().Where(c => c.Item == "·").Select(c => c.Index + 1).Where(end => end < characters.Count).ToList();
        if (columns == 2 && dots.Count > 0) return [dots.MinBy(end => Math.Max(end, characters.Count - end)), characters.Count];
        var each = (characters.Count + columns - 1) / columns;
        return [.. Enumerable.Range(1, columns).Select(column => Math.Min(characters.Count, column * each))];
    }

    private static string Text(string text, double x, double y, double size, string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size:0}\" {more}>{WebUtility.HtmlEncode(text)}</text>");

    private static string Seal(Level level) => level == Level.Unknown ? ""
        : "<rect x=\"76\" y=\"84\" width=\"76\" height=\"76\" rx=\"3\" fill=\"" + (level == Level.National ? "#A8281E" : "#735420") + "\"/>"
            + Text(level.Glyph(), 114, 141, 52, "fill=\"#F6F5F1\"");

    private static List<string> Characters(string text)
    {
        var characters = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            if (!string.IsNullOrWhiteSpace(elements.GetTextElement())) characters.Add(Upright(elements.GetTextElement()));
        }
        return characters;
    }

    /// <summary>The forms that stand in vertical type.</summary>
    private static string Upright(string character) => character switch
    {
        "（" or "(" => "︵",
        "）" or ")" => "︶",
        "「" or "“" => "﹁",
        "」" or "”" => "﹂",
        "《" => "︽",
        "》" => "︾",
        "—" or "–" or "-" => "︱",
        "…" => "︙",
        _ => character,
    };

    private static string Shorten(string text, int longest)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= longest ? text : info.SubstringByTextElements(0, longest - 1) + "…";
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!; // embedded by the project
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
