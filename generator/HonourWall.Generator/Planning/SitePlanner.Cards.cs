using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Generator.Pictures;
using HonourWall.Generator.Pictures.Cards;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private FontCoverage? _cardFonts;

    /// <summary>Where the card of each person lies: it is planned before the page, which is only begun when it is drawn.</summary>
    private readonly Dictionary<HonoureeId, string> _cards = [];

    /// <summary>Whether cards are asked for and can be made; says once what is missing.</summary>
    private void PrepareCards()
    {
        if (!_options.Cards) return;
        var content = new ContentPlace(Path.GetFileName(Path.TrimEndingDirectorySeparator(_options.Source)));
        if (PictureStudio.Open() is null) _diagnostics.Add("HW308", content, VipsPackage);
        else if (FontCoverage.OfThisMachine() is { } fonts) _cardFonts = fonts;
        else _diagnostics.Add("HW309", content, FontCoverage.Package);
    }

    private string? CardOf(Honouree honouree)
    {
        if (_cardFonts is null) return null;
        var honour = honouree.Honours.OrderBy(h => h.Award.Level).ThenByDescending(h => h.Year).FirstOrDefault();
        var employer = honouree.KnownEmployer;
        var trade = honouree.KnownOccupation;
        return CardOf(honouree.Name, [honour?.Award.Name, honour is null ? null : Words.StoneYear(honour.Year), employer, trade], honouree.HighestLevel, honouree.Place);
    }

    private Frame WithCard(Frame frame, Batch batch) =>
        frame with { Card = CardOf(batch.Name, [Words.StoneYear(batch.Year), batch.ConferredBy ?? batch.Award.ConferredBy], batch.Award.Level, batch.Place) };

    private Frame WithCard(Frame frame, District district) => frame with { Card = CardOf(district.Name, ["劳动模范名录"], Level.Unknown, default) };

    private Frame WithCard(Frame frame, Story story) =>
        frame with { Card = CardOf(story.Title, [.. story.People.Select(_roll.FindHonouree).OfType<Honouree>().Take(3).Select(p => p.Name)], Level.Unknown, story.Place) };

    /// <summary>Plans a card and says where it lies; null where none is made.</summary>
    private string? CardOf(string title, ImmutableArray<string?> lines, Level level, ContentPlace place)
    {
        if (_cardFonts is null) return null;
        var card = new Card(title, [.. lines.OfType<string>()], level, _roll.Site.Title);
        var missing = card.Texts.SelectMany(_cardFonts.Missing).Distinct().ToList();
        if (missing.Count > 0)
        {
            _diagnostics.Add("HW310", place, title, string.Join(' ', missing.Select(r => $"{r} (U+{r.Value:X4})")), FontCoverage.RarePackage);
            return null;
        }
        var svg = CardLayout.Draw(card);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{svg}\n{CardLayout.Stone}\n{CardPress.Recipe} {PictureStudio.Open()?.Mark}"));
        var name = Convert.ToHexStringLower(hash.AsSpan(0, 8)) + ".jpg";
        var path = "assets/cards/" + name;
        if (_options.Destination is not null && _picturePaths.Add(path))
        {
            // Drawn again when it is printed: ten thousand drawings would not fit into memory.
            AddEncoding(path, place, "card-" + name, () => CardPress.Print(CardLayout.Draw(card)));
        }
        return "/" + path;
    }
}
