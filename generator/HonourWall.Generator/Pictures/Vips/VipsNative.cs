using System.Runtime.InteropServices;

namespace HonourWall.Generator.Pictures.Vips;

/// <summary>The few functions of libvips and GObject that we call. Operations are called by name, so there are not more of them.</summary>
#pragma warning disable IDE1006 // names are libvips' own
internal static partial class VipsNative
{
    public const string Name = "vips";

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_init(string program);

    [LibraryImport(Name)]
    public static partial int vips_version(int part);

    [LibraryImport(Name)]
    public static partial void vips_concurrency_set(int threads);

    [LibraryImport(Name)]
    public static partial void vips_cache_set_max(int operations);

    [LibraryImport(Name)]
    public static partial nint vips_error_buffer_copy();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint vips_operation_new(string name);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_object_set_argument_from_string(nint operation, string name, string value);

    [LibraryImport(Name)]
    public static partial nint vips_cache_operation_build(nint operation);

    [LibraryImport(Name)]
    public static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Name)]
    public static partial nint vips_blob_copy(ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Name)]
    public static partial nint vips_blob_get(nint blob, out nuint length);

    [LibraryImport(Name)]
    public static partial void vips_area_unref(nint area);

    [LibraryImport(Name)]
    public static partial int vips_image_get_width(nint image);

    [LibraryImport(Name)]
    public static partial int vips_image_get_height(nint image);

    [LibraryImport(Name)]
    public static partial int vips_image_get_bands(nint image);

    [LibraryImport(Name)]
    public static partial int vips_image_get_orientation(nint image);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint vips_image_get_typeof(nint image, string field);

    [LibraryImport(Name)]
    public static partial nint vips_image_write_to_memory(nint image, out nuint length);

    [LibraryImport(Name)]
    public static partial nuint vips_image_get_type();

    [LibraryImport(Name)]
    public static partial nuint vips_blob_get_type();

    [LibraryImport(Name)]
    public static partial nint g_value_init(ref GValue value, nuint type);

    [LibraryImport(Name)]
    public static partial void g_value_unset(ref GValue value);

    [LibraryImport(Name)]
    public static partial void g_value_set_object(ref GValue value, nint instance);

    [LibraryImport(Name)]
    public static partial nint g_value_dup_object(ref GValue value);

    [LibraryImport(Name)]
    public static partial void g_value_set_boxed(ref GValue value, nint boxed);

    [LibraryImport(Name)]
    public static partial nint g_value_dup_boxed(ref GValue value);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_set_property(nint instance, string name, ref GValue value);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_get_property(nint instance, string name, ref GValue value);

    [LibraryImport(Name)]
    public static partial void g_object_unref(nint instance);

    [LibraryImport(Name)]
    public static partial void g_free(nint memory);

    /// <summary>G_LOG_LEVEL_WARNING and G_LOG_LEVEL_MESSAGE.</summary>
    public const int AnyWarning = 1 << 4 | 1 << 5;

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial uint g_log_set_handler(string domain, int levels, delegate* unmanaged<nint, int, nint, nint, void> handler, nint data);

    /// <summary>GObject's box for one value of any type.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GValue
    {
        public nuint Type;
        public long First;
        public long Second;
    }
}
