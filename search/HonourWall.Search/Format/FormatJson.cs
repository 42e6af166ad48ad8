using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HonourWall.Search.Format;

/// <summary>The JSON inside parts. Its code is made at compile time: working the types out at run time took a fifth of an update.</summary>
[JsonSerializable(typeof(Head))]
internal sealed partial class FormatJson : JsonSerializerContext
{
    /// <summary>Chinese stands as it is.</summary>
    public static readonly FormatJson Plain = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
