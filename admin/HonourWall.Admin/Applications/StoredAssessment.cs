using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Admin.Rules;

namespace HonourWall.Admin.Applications;

/// <summary>An assessment as it is kept with an application and shown: the same facts and release give the same text, byte by byte.</summary>
public sealed record StoredAssessment(string Pack, string Title, string Version, string Result, ImmutableArray<StoredStep> Steps)
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static StoredAssessment Of(Assessment assessment) => new(assessment.PackId, assessment.PackTitle, assessment.Version, assessment.Result,
    [
        .. assessment.Trace.Select(step => new StoredStep(step.Block, step.Passed, step.Text, [.. step.Facts.Select(f => f.ToString())],
            [.. step.Parameters.Select(p => new StoredParameter(p.Title, p.Value, p.Since, p.Until, $"{p.Basis.Document}，{p.Basis.Article}", p.Default))])),
    ]);

    public string Write() => JsonSerializer.Serialize(this, Form);

    /// <exception cref="InvalidDataException">It is none of ours.</exception>
    public static StoredAssessment Read(string json) => JsonSerializer.Deserialize<StoredAssessment>(json, Form) ?? throw new InvalidDataException("No assessment.");
}

/// <summary>One step: what was found (it may tell an illness), from which facts, by which parameters (which anybody may know).</summary>
public sealed record StoredStep(string Block, bool Passed, string Text, ImmutableArray<string> Facts, ImmutableArray<StoredParameter> Parameters)
{
    /// <summary>The kind of step, without anything about the person.</summary>
    public string Word => Block switch
    {
        "eligibility" => "资格",
        "once" => "同一事由只发一次",
        "threshold" => "起付线",
        "rate" => "比例",
        "cap" => "封顶",
        "amount" => "定额",
        "tier" => "按荣誉分档",
        "top-up" => "补足差额",
        "is" => "条件",
        "one-of" => "范围",
        "any-of" => "几种情形之一",
        "age" => "年龄",
        "frequency" => "次数",
        _ => "步骤",
    };
}

/// <summary>A parameter as it was on the day, with its basis.</summary>
public sealed record StoredParameter(string Title, string Value, string Since, string? Until, string Basis, string? Default);
