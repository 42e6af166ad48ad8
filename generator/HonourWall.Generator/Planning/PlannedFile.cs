using System.Buffers;
using HonourWall.Search;

namespace HonourWall.Generator.Planning;

/// <summary>One file of the site: where it goes is known, what is in it comes when it is begun.</summary>
/// <param name="Path">From the root of the output, with <c>/</c>: <c>honourees/shi-chuanxiang/index.html</c>.</param>
/// <param name="Origin">The content that asks for it, for messages; default when it is the generator's own.</param>
public abstract record PlannedFile(string Path, ContentPlace Origin)
{
    /// <summary>Gathers what the file is made from; nothing is drawn yet.</summary>
    public abstract BegunFile Begin();

    /// <summary>A picture of the content; those of the site's own look stand under assets/ itself.</summary>
    public static bool IsPicture(string path) =>
        (path.StartsWith("assets/pictures/", StringComparison.Ordinal) || !path.StartsWith("assets/", StringComparison.Ordinal)) && System.IO.Path.GetExtension(path) is ".jpg" or ".jpeg" or ".png" or ".webp" or ".avif";

    public static bool IsPage(string path) => path.EndsWith(".html", StringComparison.Ordinal);

    /// <summary>The address at which a file answers: a page does at its folder.</summary>
    public static string AddressOf(string path) => "/" + (path.EndsWith(PageName, StringComparison.Ordinal) ? path[..^PageName.Length] : path);

    /// <summary>The file that answers at an address of this site.</summary>
    public static string PathOf(string address) => address[^1] == '/' ? address[1..] + PageName : address[1..];

    /// <summary>The name of the page of a folder.</summary>
    private const string PageName = "index.html";
}

/// <summary>A file with all that it is made from at hand.</summary>
public abstract class BegunFile
{
    /// <summary>Says whether the file would be the same as in the last build; null when only writing it can tell.</summary>
    public abstract ContentHash? Fingerprint();

    public abstract void Write(ArrayBufferWriter<byte> output);

    /// <summary>What search is to know of it; null for what is no result.</summary>
    public abstract SearchDocument? Find();
}
