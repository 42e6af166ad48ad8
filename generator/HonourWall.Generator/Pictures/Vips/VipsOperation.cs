using System.Globalization;
using System.Runtime.InteropServices;

namespace HonourWall.Generator.Pictures.Vips;

/// <summary>One call of a libvips operation by its name: set its arguments, run it, take its result. Dispose it.</summary>
/// <exception cref="VipsException">The operation or an argument is not known to this libvips, or it failed.</exception>
internal sealed class VipsOperation : IDisposable
{
    private readonly string _name;
    private nint _operation;

    public VipsOperation(string name)
    {
        if (!VipsLibrary.IsThere) throw new InvalidOperationException("There is no libvips.");
        _name = name;
        _operation = VipsNative.vips_operation_new(name);
        if (_operation == 0) throw VipsException.Take(name);
    }

    /// <summary>Text, a number, a switch, the nick of an enum, or numbers with blanks between them.</summary>
    public VipsOperation Set(string argument, string value)
    {
        if (VipsNative.vips_object_set_argument_from_string(_operation, argument, value) != 0) throw VipsException.Take($"{_name} {argument}");
        return this;
    }

    public VipsOperation Set(string argument, int value) => Set(argument, value.ToString(CultureInfo.InvariantCulture));

    public VipsOperation Set(string argument, VipsImage image)
    {
        var box = default(VipsNative.GValue);
        VipsNative.g_value_init(ref box, VipsNative.vips_image_get_type());
        VipsNative.g_value_set_object(ref box, image.DangerousGetHandle());
        VipsNative.g_object_set_property(_operation, argument, ref box);
        VipsNative.g_value_unset(ref box);
        GC.KeepAlive(image);
        return this;
    }

    /// <summary>A file in memory; libvips keeps a copy as long as it needs it.</summary>
    public VipsOperation Set(string argument, ReadOnlySpan<byte> bytes)
    {
        var blob = VipsNative.vips_blob_copy(bytes, (nuint)bytes.Length);
        var box = default(VipsNative.GValue);
        VipsNative.g_value_init(ref box, VipsNative.vips_blob_get_type());
        VipsNative.g_value_set_boxed(ref box, blob);
        VipsNative.g_object_set_property(_operation, argument, ref box);
        VipsNative.g_value_unset(ref box);
        VipsNative.vips_area_unref(blob);
        return this;
    }

    public VipsImage RunToImage(string result = "out")
    {
        Run();
        var box = default(VipsNative.GValue);
        VipsNative.g_value_init(ref box, VipsNative.vips_image_get_type());
        VipsNative.g_object_get_property(_operation, result, ref box);
        var image = VipsNative.g_value_dup_object(ref box);
        VipsNative.g_value_unset(ref box);
        return new VipsImage(image);
    }

    public byte[] RunToBytes(string result = "buffer")
    {
        Run();
        var box = default(VipsNative.GValue);
        VipsNative.g_value_init(ref box, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(_operation, result, ref box);
        var blob = VipsNative.g_value_dup_boxed(ref box);
        VipsNative.g_value_unset(ref box);
        var bytes = new byte[Length(blob, out var data)];
        Marshal.Copy(data, bytes, 0, bytes.Length);
        VipsNative.vips_area_unref(blob);
        return bytes;
    }

    private static int Length(nint blob, out nint data)
    {
        data = VipsNative.vips_blob_get(blob, out var length);
        return checked((int)length);
    }

    private void Run()
    {
        var built = VipsNative.vips_cache_operation_build(_operation);
        if (built == 0) throw VipsException.Take(_name);
        VipsNative.g_object_unref(_operation);
        _operation = built;
    }

    public void Dispose()
    {
        if (_operation == 0) return;
        VipsNative.vips_object_unref_outputs(_operation);
        VipsNative.g_object_unref(_operation);
        _operation = 0;
    }
}
