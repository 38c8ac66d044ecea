using System.Runtime.Versioning;

// The launcher and its tests are for Unix shells.
[assembly: UnsupportedOSPlatform("windows")]
