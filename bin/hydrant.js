#!/usr/bin/env node
import { CHECKOUT } from './launcher/checkout.js';
import { launch } from './launcher/launch.js';

process.exitCode = await launch(CHECKOUT, process.argv.slice(2));
