using System.Text;
using HonourWall.Admin.Cli;

// Whatever the terminal's locale: a pipe carries the same bytes on every machine.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await AdminCommandLine.RunAsync(args, Console.Out, Console.Error);
