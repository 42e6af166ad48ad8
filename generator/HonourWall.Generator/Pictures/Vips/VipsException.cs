using System.Runtime.InteropServices;

namespace HonourWall.Generator.Pictures.Vips;

/// <summary>What libvips says went wrong.</summary>
public sealed class VipsException(string operation, string words) : Exception($"{operation}: {words}")
{
    /// <summary>Takes the words from libvips' buffer, which all threads share: they may hold another's as well.</summary>
    internal static VipsException Take(string operation)
    {
        var words = VipsNative.vips_error_buffer_copy();
        var text = Marshal.PtrToStringUTF8(words) ?? "";
        VipsNative.g_free(words);
        return new VipsException(operation, text.Trim());
    }
}
