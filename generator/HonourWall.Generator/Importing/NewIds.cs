using System.Globalization;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Importing;

/// <summary>Gives ids to new people and collectives; one that is or was in use is never given again.</summary>
internal sealed class NewIds(KnownPeople known)
{
    /// <summary>So many syllables of a unit's name make an id that still fits a line.</summary>
    private const int MostSyllables = 10;

    /// <summary>zhang-wei, then zhang-wei-2, zhang-wei-3 …; null where the name has no reading.</summary>
    public string? Give(string name, bool isCollective)
    {
        var slug = isCollective ? OfUnit(name) : NameReading.Of(name).Slug;
        if (!Id<Honouree>.TryParse(slug, out _)) return null;
        var id = slug;
        for (var number = 2; known.IsUsed(id); number++) id = slug + "-" + number.ToString(CultureInfo.InvariantCulture);
        known.Use(id);
        return id;
    }

    /// <summary>Two syllables to a word: shili-gongjiao-gongsi-diyi-chedui.</summary>
    private static string OfUnit(string name)
    {
        var syllables = string.Concat(name.EnumerateRunes().Where(r => System.Text.Rune.IsLetterOrDigit(r))) is { Length: > 0 } letters ? NameReading.Of(letters).Syllables.Take(MostSyllables).ToList() : [];
        return string.Join('-', syllables.Chunk(2).Select(pair => string.Concat(pair)));
    }
}
