using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace HonourWall.Generator.Pictures.Cards;

/// <summary>
/// Which characters the fonts of this machine can draw, from their own tables: what none of them has would come out as a box.
/// </summary>
public sealed class FontCoverage
{
    /// <summary>Debian's package of the font that cards are set in.</summary>
    public const string Package = "fonts-noto-cjk";
    /// <summary>Debian's package with rare characters.</summary>
    public const string RarePackage = "fonts-hanazono";

    private static readonly string[] Serifs = ["NotoSerifCJK-Bold", "NotoSerifCJK-Black", "NotoSerifCJK", "NotoSerifSC", "NotoSerifCJKsc", "SourceHanSerif"];

    private readonly ConcurrentDictionary<Rune, bool> _known = new();
    private readonly Lazy<CharacterMap> _main;
    private readonly Lazy<List<CharacterMap>> _others;

    private FontCoverage(string main, IEnumerable<string> others)
    {
        _main = new(() => CharacterMap.Read(main));
        _others = new(() => [.. others.Select(CharacterMap.Read)]);
    }

    /// <summary>Null where the font of the cards is not installed.</summary>
    public static FontCoverage? OfThisMachine() => Machine.Value;

    private static readonly Lazy<FontCoverage?> Machine = new(() => Among(Folders()));

    /// <summary>The fonts in some folders; null where that of the cards is not among them.</summary>
    public static FontCoverage? Among(IEnumerable<string> folders)
    {
        var files = folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .Where(f => Path.GetExtension(f).ToLowerInvariant() is ".ttf" or ".otf" or ".ttc" or ".otc").Order(StringComparer.Ordinal).ToList();
        var main = Serifs.Select(s => files.Find(f => Path.GetFileName(f).StartsWith(s, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(f => f is not null);
        return main is null ? null : new FontCoverage(main, files.Where(f => f != main));
    }

    /// <summary>The characters that would come out as boxes.</summary>
    public IEnumerable<Rune> Missing(string text) =>
        text.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r) && !_known.GetOrAdd(r, Has)).Distinct();

    private bool Has(Rune character) => _main.Value.Has(character.Value) || _others.Value.Exists(o => o.Has(character.Value));

    private static IEnumerable<string> Folders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".fonts"), Path.Combine(home, ".local/share/fonts"), "/Library/Fonts", Path.Combine(home, "Library/Fonts")];
    }

    /// <summary>The ranges of one font's table <c>cmap</c>.</summary>
    private sealed class CharacterMap(List<(uint First, uint Last)> ranges)
    {
        public bool Has(int character) => ranges.Exists(r => r.First <= character && character <= r.Last);

        public static CharacterMap Read(string file)
        {
            try
            {
                return new CharacterMap(Ranges(File.ReadAllBytes(file)));
            }
            catch (Exception broken) when (broken is ArgumentOutOfRangeException or IOException or UnauthorizedAccessException)
            {
                return new CharacterMap([]); // a font that cannot be read draws nothing
            }
        }

        private static List<(uint, uint)> Ranges(ReadOnlySpan<byte> file)
        {
            // Of a collection the first font: all of them draw the same characters.
            var font = file.StartsWith("ttcf"u8) ? (int)Long(file, 12) : 0;
            for (var i = 0; i < Short(file, font + 4); i++)
            {
                var entry = font + 12 + i * 16;
                if (!file[entry..].StartsWith("cmap"u8)) continue;
                return Ranges(file, (int)Long(file, entry + 8));
            }
            return [];
        }

        private static List<(uint, uint)> Ranges(ReadOnlySpan<byte> file, int table)
        {
            var ranges = new List<(uint, uint)>();
            for (var i = 0; i < Short(file, table + 2); i++)
            {
                var part = table + (int)Long(file, table + 8 + i * 8);
                if (Short(file, part) == 12)
                {
                    for (var group = 0; group < Long(file, part + 12); group++) ranges.Add((Long(file, part + 16 + group * 12), Long(file, part + 20 + group * 12)));
                }
                else if (Short(file, part) == 4)
                {
                    var segments = Short(file, part + 6) / 2;
                    for (var s = 0; s < segments; s++) ranges.Add((Short(file, part + 16 + segments * 2 + s * 2), Short(file, part + 14 + s * 2)));
                }
            }
            return ranges;
        }

        private static ushort Short(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file[at..]);

        private static uint Long(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
    }
}
