using System.Reflection;
using System.Text;

namespace HonourWall.Search.Text;

/// <summary>Reads the committed tables of <c>search/tables</c>, which are built into this assembly.</summary>
internal static class TableFile
{
    /// <summary>The lines of a table that carry data, each with the <c>[section]</c> it stands in ("" before the first).</summary>
    public static IEnumerable<(string Section, string Line)> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not built into this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[') section = line[1..^1];
            else yield return (section, line);
        }
    }
}
