using System.Collections.Immutable;
using HonourWall.Search.Searching;
using HonourWall.Search.Text;

namespace HonourWall.Search;

/// <summary>A piece of a text; marked when it is what was searched for.</summary>
public sealed record SnippetPiece(string Text, bool Marked);

/// <summary>What a result shows of a text: the piece around the best match, matches marked. The twin of <c>client/snippet.js</c>.</summary>
public static class Snippet
{
    private const string SentenceEnds = "。！？；\n";

    private readonly record struct Span(int From, int Until, int Rank);

    /// <summary>A whole text with its matches.</summary>
    public static ImmutableArray<SnippetPiece> Mark(string text, string query) => Pieces(text, Spans(text, Query.Parse(query)), 0, text.Length);

    /// <summary>About <paramref name="length"/> characters around the first of the longest matches.</summary>
    public static ImmutableArray<SnippetPiece> Of(string text, string query, int length = 72)
    {
        var found = Spans(text, Query.Parse(query));
        var best = default(Span);
        foreach (var span in found) if (span.Rank > best.Rank) best = span;
        var from = Math.Max(0, best.From - 24);
        if (from > 0 && text.AsSpan(0, best.From).LastIndexOfAny(SentenceEnds) is var sentence && sentence >= from) from = sentence + 1;
        var until = Math.Min(text.Length, from + length);
        if (from < text.Length && char.IsLowSurrogate(text[from])) from--;
        if (until < text.Length && char.IsLowSurrogate(text[until])) until++;
        var pieces = Pieces(text, found, from, until);
        if (from > 0) pieces = pieces.Insert(0, new SnippetPiece("…", false));
        return until < text.Length ? pieces.Add(new SnippetPiece("…", false)) : pieces;
    }

    /// <summary>Where the words stand, or, of a word that does not stand there, its longest runs; in order, none touching another.</summary>
    private static List<Span> Spans(string original, Query query)
    {
        var text = Normaliser.Normalise(original);
        var years = text.WithDigitYears();
        var found = new List<Span>();
        bool Look(NormalisedText haystack, ReadOnlySpan<int> needle)
        {
            // Where digits were parted from letters before them, places no longer correspond.
            if (haystack.Length != text.Length) return false;
            var any = false;
            var at = haystack.Codes.IndexOf(needle);
            while (at >= 0)
            {
                any = true;
                found.Add(new Span(text.Start(at), text.End(at + needle.Length - 1), Units(needle)));
                var next = haystack.Codes[(at + needle.Length)..].IndexOf(needle);
                at = next < 0 ? -1 : at + needle.Length + next;
            }
            return any;
        }
        foreach (var word in query.Words)
        {
            if (Look(text, word.Codes) || Look(years, word.CodesWithYears)) continue;
            var codes = word.CodesWithYears.AsSpan();
            for (var at = 0; at < codes.Length;)
            {
                var length = 0;
                for (var tried = 2; at + tried <= codes.Length && text.Codes.IndexOf(codes.Slice(at, tried)) >= 0; tried++) length = tried;
                if (length > 0) Look(text, codes.Slice(at, length));
                at += Math.Max(1, length);
            }
        }
        var ordered = found.OrderBy(span => span.From).ThenByDescending(span => span.Until).ToList();
        var kept = new List<Span>();
        foreach (var span in ordered) if (kept.All(before => before.Until <= span.From)) kept.Add(span);
        return kept;
    }

    private static int Units(ReadOnlySpan<int> codes)
    {
        var units = 0;
        foreach (var code in codes) units += code > 0xFFFF ? 2 : 1;
        return units;
    }

    private static ImmutableArray<SnippetPiece> Pieces(string text, List<Span> found, int from, int until)
    {
        var pieces = ImmutableArray.CreateBuilder<SnippetPiece>();
        void Put(int a, int b, bool marked)
        {
            if (b > a) pieces.Add(new SnippetPiece(text[a..b].Replace('\n', ' '), marked));
        }
        var at = from;
        foreach (var span in found)
        {
            if (span.From < from || span.Until > until) continue;
            Put(at, span.From, false);
            Put(span.From, span.Until, true);
            at = span.Until;
        }
        Put(at, until, false);
        return pieces.ToImmutable();
    }
}
