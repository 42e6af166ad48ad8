using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;

namespace HonourWall.Roll.Reading;

/// <summary>
/// The cells of a workbook that hold a formula and no result, as programs write them that cannot count, or #N/A and its like: they are empty to a reader
/// of values and full to a clerk.
/// </summary>
public sealed class UncountedFormulas
{
    private readonly Dictionary<string, HashSet<string>> _bySheet;

    private UncountedFormulas(Dictionary<string, HashSet<string>> bySheet) => _bySheet = bySheet;

    /// <summary>Addresses such as C12.</summary>
    public IReadOnlySet<string> On(string sheet) => _bySheet.TryGetValue(sheet, out var cells) ? cells : ImmutableHashSet<string>.Empty;

    /// <param name="workbook">Read to its end and left open.</param>
    /// <exception cref="InvalidDataException">It is no archive.</exception>
    /// <exception cref="XmlException">A part of it is no XML, or declares entities.</exception>
    public static UncountedFormulas In(Stream workbook)
    {
        using var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        Read(zip, "xl/_rels/workbook.xml.rels", xml =>
        {
            if (xml.LocalName == "Relationship" && xml["Id"] is { } id && xml["Target"] is { } target) parts[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        });
        var sheets = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        Read(zip, "xl/workbook.xml", xml =>
        {
            const string relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            if (xml.LocalName == "sheet" && xml["name"] is { } name && xml.GetAttribute("id", relationships) is { } id && parts.TryGetValue(id, out var part)) sheets[name] = CellsOf(zip, part);
        });
        return new UncountedFormulas(sheets);
    }

    private static HashSet<string> CellsOf(ZipArchive zip, string part)
    {
        var cells = new HashSet<string>(StringComparer.Ordinal);
        var (address, isFormula) = ("", false);
        Read(zip, part, xml =>
        {
            switch (xml.LocalName)
            {
                case "c":
                    if (isFormula) cells.Add(address);
                    (address, isFormula) = (xml["r"] ?? "", false);
                    if (xml["t"] == "e") cells.Add(address);
                    break;
                case "f":
                    isFormula = true;
                    break;
                case "v" or "is" when !xml.IsEmptyElement:
                    isFormula = false;
                    break;
            }
        });
        if (isFormula) cells.Add(address);
        return cells;
    }

    /// <summary>Shows every element of a part; a workbook may lack it.</summary>
    private static void Read(ZipArchive zip, string part, Action<XmlReader> element)
    {
        if (zip.GetEntry(part) is not { } entry) return;
        using var stream = entry.Open();
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element) element(xml);
        }
    }
}
