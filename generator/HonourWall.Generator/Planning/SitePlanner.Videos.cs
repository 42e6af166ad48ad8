using System.Buffers;
using System.Collections.Immutable;
using HonourWall.Generator.Pictures;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private readonly Dictionary<HonoureeId, ImmutableArray<PublishedVideo>> _videos = [];

    /// <summary>Videos and their captions go out as they are, under the page; the poster is a picture like any other.</summary>
    private void PlanVideos(Dictionary<string, Original> originals)
    {
        foreach (var honouree in _roll.Honourees.Where(h => !h.Videos.IsEmpty))
        {
            var page = Addresses.Of(honouree.Id);
            _videos.Add(honouree.Id, [.. honouree.Videos.Select(video => new PublishedVideo(
                video.Title,
                video.File is null ? null : Publish(page, video.File, video.Place),
                video.Url,
                Publish(page, video.Captions, video.Place),
                PosterOf(page, video) is { } poster && originals.GetValueOrDefault(poster.Path) is { } original ? Publish(original, poster, PictureRoom.Poster) : null))]);
        }
    }

    private static AskedPicture? PosterOf(string page, Video video) => video.Poster is { } poster ? new AskedPicture(poster, PictureAddress(page, poster), video.Place) : null;

    private IEnumerable<AskedPicture> Posters() =>
        _roll.Honourees.SelectMany(h => h.Videos.Select(v => PosterOf(Addresses.Of(h.Id), v))).OfType<AskedPicture>();

    private string Publish(string page, string path, ContentPlace place)
    {
        var address = PictureAddress(page, path);
        var file = OnDisk(path);
        if (!_picturePaths.Add(address) || !File.Exists(file)) return address; // the linker has reported a missing one
        if (!VideoFile.IsWhatItSays(file)) _diagnostics.Add("HW312", place, path, Path.GetExtension(path)[1..].ToUpperInvariant());
        else if (VideoFile.TellsPlace(file)) _diagnostics.Add("HW311", place, path);
        AddFile(address[1..], output => output.Write(File.ReadAllBytes(file)), place);
        return address;
    }
}
