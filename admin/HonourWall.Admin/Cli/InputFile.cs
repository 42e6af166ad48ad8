using System.Text;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Cli;

/// <summary>Reads a file that was named on the command line as strict UTF-8.</summary>
public static class InputFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when it is not UTF-8; then a diagnostic names the line.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SourceText? Read(string path, RuleDiagnostics diagnostics)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            return new SourceText(path, Strict.GetString(bytes));
        }
        catch (DecoderFallbackException e)
        {
            diagnostics.Add("HR309", new ContentPlace(path, 1 + bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n')));
            return null;
        }
    }
}
