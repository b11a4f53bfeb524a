#pragma once

class QWidget;

namespace slipway {

// Makes Tab go through everything below `root` in the order in which it stands: as layouts, splitters, stacks and
// scroll areas hold it, whatever the order of making was. Call when all is in place, and again when something came.
void orderFocus(QWidget *root);

} // namespace slipway
