using System.Text.Encodings.Web;
using System.Text.Json;

namespace HonourWall.Admin.Applications;

/// <summary>The facts of an application as they are kept: the case that was assessed, and what the clerk typed, to correct it later.</summary>
/// <param name="Case">The input of the rules, JSON.</param>
/// <param name="Typed">Without the payee, who has columns of its own.</param>
public sealed record StoredFacts(string Case, ApplicationForm Typed)
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write() => JsonSerializer.Serialize(this with { Typed = Typed with { PayeeName = "", PayeeIdNumber = "", PayeeAccount = "", PayeeBank = "", Version = -1 } }, Form);

    /// <exception cref="InvalidDataException">It is none of ours.</exception>
    public static StoredFacts Read(string json) => JsonSerializer.Deserialize<StoredFacts>(json, Form) ?? throw new InvalidDataException("No facts.");
}
