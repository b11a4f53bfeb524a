#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace slipway {

// Title and one line under it, with room for a few controls at the right.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    PageHeader(const QString &title, const QString &subtitle, QWidget *parent);

    void setSubtitle(const QString &text);
    void addControl(QWidget *control);

private:
    QHBoxLayout *m_row;
    QLabel *m_subtitle;
};

} // namespace slipway
