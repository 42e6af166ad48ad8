using HonourWall.Generator.Commands;

NativeProgram.TakeOver(args);
return await EntryPoint.RunAsync(args);
