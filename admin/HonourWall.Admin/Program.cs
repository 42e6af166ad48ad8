using HonourWall.Admin.Cli;

return await AdminCommandLine.RunAsync(args, Console.Out, Console.Error);
