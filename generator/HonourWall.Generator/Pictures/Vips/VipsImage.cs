using System.Runtime.InteropServices;

namespace HonourWall.Generator.Pictures.Vips;

/// <summary>A picture inside libvips: mostly a recipe, whose pixels come when something reads them.</summary>
internal sealed class VipsImage : SafeHandle
{
    public VipsImage(nint handle) : base(0, true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    public int Width => VipsNative.vips_image_get_width(handle);
    public int Height => VipsNative.vips_image_get_height(handle);
    public int Bands => VipsNative.vips_image_get_bands(handle);
    /// <summary>EXIF's orientation, 1 when it says none; from 5 on the picture lies on its side.</summary>
    public int Orientation => VipsNative.vips_image_get_orientation(handle);

    /// <summary>It says itself what its colours are.</summary>
    public bool HasProfile => VipsNative.vips_image_get_typeof(handle, "icc-profile-data") != 0;

    /// <summary>Its pixels, line by line, band by band.</summary>
    public byte[] Pixels()
    {
        var memory = VipsNative.vips_image_write_to_memory(handle, out var length);
        if (memory == 0) throw VipsException.Take("pixels");
        var bytes = new byte[checked((int)length)];
        Marshal.Copy(memory, bytes, 0, bytes.Length);
        VipsNative.g_free(memory);
        return bytes;
    }

    protected override bool ReleaseHandle()
    {
        VipsNative.g_object_unref(handle);
        return true;
    }
}
