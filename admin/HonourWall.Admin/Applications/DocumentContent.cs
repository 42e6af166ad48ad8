using System.Buffers.Binary;
using HonourWall.Admin.Tables;

namespace HonourWall.Admin.Applications;

/// <summary>Tells what an uploaded document is by its content, and refuses what is no whole PDF, JPEG or PNG. The name decides nothing; its ending has to go with the content.</summary>
public static class DocumentContent
{
    public const int MaximumBytes = 5 * 1024 * 1024, MaximumCount = 20;

    /// <summary>More than any scan of a page; a small file that unpacks to a giant picture is an attack on whoever opens it.</summary>
    private const int MaximumSide = 20_000;

    // A document that acts is none: scripts, programs, files inside files.
    private static readonly (byte[] Mark, string Word)[] Active =
        [("/JavaScript"u8.ToArray(), "脚本"), ("/JS"u8.ToArray(), "脚本"), ("/Launch"u8.ToArray(), "启动程序的命令"), ("/EmbeddedFile"u8.ToArray(), "夹带的文件"), ("/RichMedia"u8.ToArray(), "多媒体")];

    /// <returns>The format, or why the file is refused.</returns>
    public static (DocumentFormat? Format, string? Wrong) Read(ReadOnlySpan<byte> file) => file.Length switch
    {
        0 => (null, "文件是空的。"),
        > MaximumBytes => (null, $"每份材料最多 {MaximumBytes / 1024 / 1024} MB，请压缩或分成几份。"),
        _ when file.StartsWith("%PDF-"u8) => (DocumentFormat.Pdf, RefusePdf(file)),
        _ when file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => (DocumentFormat.Jpeg, RefuseJpeg(file)),
        _ when file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) => (DocumentFormat.Png, RefusePng(file)),
        _ => (null, "只能添加 PDF、JPEG 或 PNG；这个文件的内容不是其中任何一种。"),
    };

    public static string MediaType(DocumentFormat format) => format switch
    {
        DocumentFormat.Pdf => "application/pdf",
        DocumentFormat.Jpeg => "image/jpeg",
        DocumentFormat.Png => "image/png",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public static string Extension(DocumentFormat format) => format switch
    {
        DocumentFormat.Pdf => ".pdf",
        DocumentFormat.Jpeg => ".jpg",
        DocumentFormat.Png => ".png",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <returns>Why the name does not go with what the content is.</returns>
    public static string? RefuseName(string name, DocumentFormat format) => format switch
    {
        DocumentFormat.Pdf => FileEnding.Refuse(name, "PDF", ".pdf"),
        DocumentFormat.Jpeg => FileEnding.Refuse(name, "JPEG 图片", ".jpg", ".jpeg"),
        DocumentFormat.Png => FileEnding.Refuse(name, "PNG 图片", ".png"),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static string? RefusePdf(ReadOnlySpan<byte> file)
    {
        if (file[^Math.Min(file.Length, 2048)..].IndexOf("%%EOF"u8) < 0) return "这份 PDF 不完整，请重新导出。";
        foreach (var (mark, word) in Active)
        {
            for (var at = file.IndexOf(mark); at >= 0;)
            {
                // "/JS" is a key only when it ends there.
                var next = at + mark.Length;
                if (next >= file.Length || !char.IsAsciiLetterOrDigit((char)file[next])) return $"这份 PDF 里有{word}，不能添加。请另存为普通的 PDF，或打印后扫描。";
                var further = file[next..].IndexOf(mark);
                at = further < 0 ? -1 : next + further;
            }
        }
        return null;
    }

    // Walks the segments to the frame header, which tells the size; the picture's end must be there.
    private static string? RefuseJpeg(ReadOnlySpan<byte> file)
    {
        const string Broken = "这张 JPEG 图片不完整，请重新扫描或另存。";
        if (file[^Math.Min(file.Length, 2048)..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0) return Broken;
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return RefuseSize(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            if (length < 2 || marker == 0xDA) return Broken;
            at += 2 + length;
        }
        return Broken;
    }

    private static string? RefusePng(ReadOnlySpan<byte> file)
    {
        if (file.Length < 45 || !file[12..].StartsWith("IHDR"u8) || file[^8..].IndexOf("IEND"u8) != 0) return "这张 PNG 图片不完整，请重新扫描或另存。";
        return RefuseSize(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));
    }

    private static string? RefuseSize(uint width, uint height) =>
        width is 0 or > MaximumSide || height is 0 or > MaximumSide ? $"图片的边长须在 1 到 {MaximumSide} 像素之间。" : null;
}
