using EksConnector.FakeCluster;

return args switch
{
    ["tour", .. string[] rest] => await TourCommand.RunAsync(rest),
    ["serve", .. string[] rest] => await ServeCommand.RunAsync(rest),
    ["control", .. string[] rest] => await ControlCommand.RunAsync(rest),
    _ => Usage.Fail(args.Length == 0 ? "No command was specified." : $"Unknown command: {args[0]}"),
};
