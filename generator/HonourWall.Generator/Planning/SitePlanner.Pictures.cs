using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Generator.Pictures;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".webp"];

    /// <summary>Pictures in texts by the address that the text means: beside its page.</summary>
    private readonly Dictionary<string, PublishedPicture> _pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<HonoureeId, PublishedPicture> _portraits = [];
    private readonly Dictionary<HonoureeId, PublishedPicture> _platePictures = [];
    private readonly HashSet<string> _picturePaths = new(StringComparer.Ordinal);
    private readonly PictureCache _pictureCache;

    /// <summary>A picture that a page asks for.</summary>
    /// <param name="Address">Beside the page.</param>
    private sealed record AskedPicture(string Path, string Address, ContentPlace Place);

    /// <summary>Portraits, and the pictures that the texts of page bundles refer to; what nothing refers to is not published.</summary>
    private void PlanPictures()
    {
        var portraits = _roll.Honourees.Where(h => h.Portrait is not null).Select(h => (h.Id, Portrait: h.Portrait!)).ToList(); // nulls are filtered out
        var inTexts = Bundles().SelectMany(b => InText(b.Address, b.Page, b.Text)).DistinctBy(p => p.Address).ToList();
        if (portraits.Count + inTexts.Count == 0 && _roll.Honourees.All(h => h.Videos.IsEmpty)) return;
        if (PictureStudio.Open() is null) _diagnostics.Add("HW308", new ContentPlace(Path.GetFileName(Path.TrimEndingDirectorySeparator(_options.Source))), VipsPackage);

        var asked = portraits.Select(p => new AskedPicture(p.Portrait.Path, PictureAddress(Addresses.Of(p.Id), p.Portrait.Path), p.Portrait.Place)).Concat(inTexts).Concat(Posters());
        var originals = Open(asked);
        PlanVideos(originals);
        foreach (var picture in inTexts)
        {
            if (originals.GetValueOrDefault(picture.Path) is { } original) _pictures.Add(picture.Address, Publish(original, picture, PictureRoom.Text));
            _addresses.Add(picture.Address); // so that the text that shows a refused one is not blamed as well
        }
        foreach (var (id, portrait) in portraits)
        {
            if (originals.GetValueOrDefault(portrait.Path) is not { } original) continue;
            var picture = new AskedPicture(portrait.Path, PictureAddress(Addresses.Of(id), portrait.Path), portrait.Place);
            _portraits.Add(id, Publish(original, picture, PictureRoom.Portrait));
            if (PictureStudio.Open() is not null) _platePictures.Add(id, PublishPlate(original, picture, portrait.Focus));
        }
    }

    private static string VipsPackage => Pictures.Vips.VipsLibrary.PackageName;

    private IEnumerable<(string Address, ContentPlace Page, MarkdownText Text)> Bundles() =>
        _roll.Honourees.Select(h => (Addresses.Of(h.Id), h.Place, h.Body))
            .Concat(_roll.Collectives.Select(c => (Addresses.Of(c.Id), c.Place, c.Body)))
            .Concat(_roll.Studios.Select(s => (Addresses.Of(s.Id), s.Place, s.Body)))
            .Concat(_roll.Stories.Select(s => (Addresses.Of(s.Id), s.Place, s.Body)))
            .Concat(_roll.Notices.Select(n => (Addresses.Of(n.Id), n.Place, n.Body)))
            .Concat(_roll.Pages.Select(p => (Addresses.Of(p.Id), p.Place, p.Body)))
            .Where(b => b.Place.File.EndsWith("/index.md", StringComparison.Ordinal));

    private IEnumerable<AskedPicture> InText(string address, ContentPlace page, MarkdownText text)
    {
        var folder = page.File[..^"/index.md".Length];
        foreach (var file in Directory.EnumerateFiles(OnDisk(folder)).Where(f => PictureEndings.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if ((PlaceIn(text, name) ?? PlaceIn(text, Uri.EscapeDataString(name))) is { } place) yield return new AskedPicture(folder + "/" + name, address + name, place);
        }
    }

    /// <summary>Where a text first says a name; null when it does not.</summary>
    private static ContentPlace? PlaceIn(MarkdownText text, string name)
    {
        var at = text.Text.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return null;
        var before = text.Text.AsSpan(0, at);
        var line = before.LastIndexOf('\n') + 1;
        return new ContentPlace(text.Place.File, text.Place.Line + before.Count('\n'), text.Text[line..at].EnumerateRunes().Count() + 1, name.EnumerateRunes().Count());
    }

    private static string PictureAddress(string page, string path) => page + Path.GetFileName(path);

    /// <summary>Each file once, however many ask for it; the linker has reported those that are not there.</summary>
    private Dictionary<string, Original> Open(IEnumerable<AskedPicture> asked)
    {
        var originals = new ConcurrentDictionary<string, Original>(StringComparer.Ordinal);
        var files = asked.DistinctBy(p => p.Path).Where(p => File.Exists(OnDisk(p.Path)));
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = _options.Jobs }, picture =>
        {
            if (Original.Open(OnDisk(picture.Path), picture.Path, picture.Place, _pictureCache, _diagnostics) is { } original) originals[picture.Path] = original;
        });
        return new Dictionary<string, Original>(originals, StringComparer.Ordinal);
    }

    private PublishedPicture Publish(Original original, AskedPicture picture, PictureRoom room)
    {
        var (width, height, colour) = original.Look;
        if (PictureStudio.Open() is null)
        {
            if (_picturePaths.Add(picture.Address)) AddFile(picture.Address[1..], output => output.Write(PictureFile.Read(original.Read(), out _)?.Bytes), picture.Place);
            return new PublishedPicture(picture.Address, width, height, null, []);
        }
        // Nothing is ever made larger than it is.
        ImmutableArray<int> widths = [.. room.Widths.Where(w => w < width), .. width <= room.Widths[^1] ? [width] : Array.Empty<int>()];
        var ladders = Ladders(original, picture, [.. widths.Select(w => new PictureCut(w))]);
        var largest = widths[^1];
        return new PublishedPicture(ladders[^1].Rungs[^1].Address, largest, (int)Math.Max(1, Math.Round((double)height * largest / width)), colour, ladders);
    }

    /// <summary>Three by four around what matters, for the foot of a name plate.</summary>
    private PublishedPicture PublishPlate(Original original, AskedPicture picture, FocalPoint? focus)
    {
        var ladders = Ladders(original, picture, [.. PictureRoom.Plate.Widths.Select(w => new PictureCut(w, w * 4 / 3, focus))]);
        return new PublishedPicture(ladders[^1].Rungs[0].Address, PictureRoom.Plate.Widths[0], PictureRoom.Plate.Widths[0] * 4 / 3, original.Look.Colour, ladders);
    }

    private ImmutableArray<PictureLadder> Ladders(Original original, AskedPicture picture, ImmutableArray<PictureCut> cuts) =>
        [.. PictureStudio.Open()!.Formats.Select(format => new PictureLadder(format.Type, [.. cuts.Select(cut => new PictureRung("/" + Plan(original, picture, format, cut), cut.Width))]))]; // callers have asked whether there is one

    private string Plan(Original original, AskedPicture picture, PictureFormat format, PictureCut cut)
    {
        var studio = PictureStudio.Open()!; // as above
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{original.Hash}\n{cut}\n{studio.Mark}"));
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.AsSpan(0, 8))}-{cut.Width}{format.Ending}");
        var path = "assets/pictures/" + name;
        // A check looks at originals and makes nothing of them.
        if (_options.Destination is not null && _picturePaths.Add(path)) AddEncoding(path, picture.Place, name, () => PictureStudio.Make(original.Read(), format, cut));
        return path;
    }

    /// <summary>One encoding of a picture. Its path holds the hash of all that it is made from, so a file that is there is the right one.</summary>
    private void AddEncoding(string path, ContentPlace place, string name, Func<byte[]> make)
    {
        _pictureCache.Use(name);
        _files.Add(new PlannedBytes(path, place, output => output.Write(Kept(name, make)), () => [path]));
    }

    private byte[] Kept(string name, Func<byte[]> make)
    {
        if (_pictureCache.Find(name) is { } known) return known;
        var bytes = make();
        _pictureCache.Keep(name, bytes);
        return bytes;
    }

    /// <summary>Places name files from the content folder's parent on.</summary>
    private string OnDisk(string path) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_options.Source)) ?? "", path);
}
