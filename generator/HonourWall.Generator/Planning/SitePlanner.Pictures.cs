using System.Buffers;
using HonourWall.Generator.Pictures;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".webp"];

    private readonly Dictionary<string, (int Width, int Height)> _pictures = new(StringComparer.Ordinal);

    /// <summary>Publishes the pictures of a page bundle beside its page, so that <c>![…](photo.jpg)</c> finds them.</summary>
    private void PlanPictures()
    {
        foreach (var honouree in _roll.Honourees)
        {
            PlanBundle(Addresses.Of(honouree.Id), honouree.Place);
            if (honouree.Portrait is { } portrait) AddPicture(PictureAddress(Addresses.Of(honouree.Id), portrait.Path), portrait.Path, portrait.Place);
        }
        foreach (var collective in _roll.Collectives) PlanBundle(Addresses.Of(collective.Id), collective.Place);
        foreach (var studio in _roll.Studios) PlanBundle(Addresses.Of(studio.Id), studio.Place);
        foreach (var story in _roll.Stories) PlanBundle(Addresses.Of(story.Id), story.Place);
        foreach (var notice in _roll.Notices) PlanBundle(Addresses.Of(notice.Id), notice.Place);
        foreach (var free in _roll.Pages) PlanBundle(Addresses.Of(free.Id), free.Place);
    }

    private void PlanBundle(string address, ContentPlace page)
    {
        if (!page.File.EndsWith("/index.md", StringComparison.Ordinal)) return;
        var folder = page.File[..^"/index.md".Length];
        foreach (var file in Directory.EnumerateFiles(OnDisk(folder)).Where(f => PictureEndings.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal))
        {
            var path = folder + "/" + Path.GetFileName(file);
            AddPicture(PictureAddress(address, path), path, new ContentPlace(path));
        }
    }

    private static string PictureAddress(string page, string path) => page + Path.GetFileName(path);

    private void AddPicture(string address, string path, ContentPlace place)
    {
        if (_pictures.ContainsKey(address) || !File.Exists(OnDisk(path))) return; // the linker has reported a missing one
        var picture = PictureFile.Read(File.ReadAllBytes(OnDisk(path)), out var problem);
        if (picture is null)
        {
            _addresses.Add(address); // so that the text that shows it is not blamed as well
            _diagnostics.Add(problem == PictureProblem.Turned ? "HW303" : "HW304", place, path);
            return;
        }
        _pictures.Add(address, (picture.Width, picture.Height));
        // Read again when it is written: ten thousand portraits would not fit into memory at once.
        AddFile(address[1..], output => output.Write(PictureFile.Read(File.ReadAllBytes(OnDisk(path)), out _)?.Bytes ?? throw new IOException($"{path} changed while the site was built.")), place);
    }

    /// <summary>Places name files from the content folder's parent on.</summary>
    private string OnDisk(string path) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_options.Source)) ?? "", path);
}
