using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Wall;

/// <summary>
/// The names of a stele as a classic script, which also works from a folder and under a policy that allows scripts of this site only:
/// <c>honourWall.names("y1959",[2,"丁国华","丁燕~2",4,"王秀英"])</c>. A number marks the strokes of the names after it. What follows <c>~</c> ends the id:
/// a number is put behind the id that the readings give, anything else is the whole id.
/// </summary>
internal static class WallNames
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>The names of those blocks that do not stand in the page.</summary>
    public static string ToScript(WallStele stele)
    {
        var script = new StringBuilder($"honourWall.names(\"{stele.Anchor}\",[");
        var cells = stele.Blocks.Where(b => !b.InPage).SelectMany(b => b.Parts).SelectMany(p => p.Cells).Select(Token);
        return script.AppendJoin(',', cells).Append("])\n").ToString();
    }

    private static string Token(WallCell cell) => cell switch
    {
        StrokeMark mark => (mark.Strokes ?? 0).ToString(CultureInfo.InvariantCulture),
        WallName name => $"\"{Encoder.Encode(name.Name)}{IdOf(name)}\"",
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    private static string IdOf(WallName name)
    {
        if (name.Id == name.Slug && !name.Name.Contains('~', StringComparison.Ordinal)) return "";
        var numbered = name.Id.StartsWith(name.Slug + "-", StringComparison.Ordinal) && name.Id.AsSpan(name.Slug.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        return "~" + (numbered ? name.Id[(name.Slug.Length + 1)..] : name.Id);
    }
}
