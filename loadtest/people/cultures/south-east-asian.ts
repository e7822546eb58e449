import { withRare } from '../rare-words.ts'
import type { Culture, Word } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const vietnameseFamilies = stock(
  `Nguyễn Trần Lê Phạm Hoàng|Huỳnh Phan Vũ|Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Đoàn Lương Mai Trịnh Đào Tô Hà Cao Lâm Châu Tạ Thái Quách`,
  { flatness: 0 }
)
const vietnameseMiddleMale = stock(
  'Văn Hữu Đức Minh Quốc Thành Công Xuân Quang Ngọc Đình Thế Tuấn Anh Hoàng Duy Gia'
)
const vietnameseMiddleFemale = stock(
  'Thị Ngọc Thu Minh Thanh Phương Kim Bích Thùy Hồng Mỹ Khánh Như Bảo Quỳnh Diệu'
)
const vietnameseMale = stock(
  `Hùng Dũng Tuấn Minh Nam Long Sơn Thắng Hải Cường Đức Hiếu Quân Phong Trung Huy Khoa Bình Kiên Tùng Việt Khánh Phúc Toàn
  Vinh Tâm Thành An Bảo Lộc Hoàng Tài Đạt Nghĩa Thiện Quý Trí Tiến Hòa Lâm`,
  { flatness: 10 }
)
const vietnameseFemale = stock(
  `Hương Lan Hoa Linh Mai Thảo Nga Hà Trang Hằng Phương Ngọc Thu Hạnh Dung Yến Nhung Hiền Vân Loan Tuyết Oanh Trâm Vy Ngân
  Thủy Quyên Xuân Châu Diễm My Nhi Anh Chi Giang Uyên Bích Đào Kim Liên`,
  { flatness: 10 }
)
const indonesianMale = withRare(
  stock(`Muhammad|Mohamad|Mochamad Ahmad|Achmad Agus Budi Eko Dwi Tri Joko|Djoko Bambang Hendra Rudi|Rudy Andi Dedi|Dedy Iwan
  Yusuf|Jusuf Ali Abdul Slamet|Selamet Wahyu Arif|Arief Rizki|Rizky Dimas Adi Heru Hadi Yanto Ridwan Taufik|Taufiq Rahmat|Rachmat Sigit Wayan Made Ketut`),
  0.35
)
const indonesianFemale = withRare(
  stock(`Siti Sri Dewi Nur|Noor Ratna Rina Yuni Endang Wati Indah Ayu Putri Lestari Fitri Maya Rini Tri Dian Ani Lina Kartika
  Sari Wulan Ningsih Yanti Nurul Aisyah Fatimah Kadek Komang Ni_Made Ni_Luh Eka Puspita Melati`),
  0.35
)
const javaneseStems = stock(
  'Su Har Wi Dar Kar Mar Par Pra Sar Tri War Yu Dwi Ku Wahy Sudi Suha Prawi Wira Kusu',
  { flatness: 12 }
)
const javaneseMiddles = stock('har ja di ma na ki ri pri ti si wo yo bo ga nar tar wi ru kar man', {
  flatness: 20
})
const javaneseEnds = stock('to no wan di yanto jo di manto ryo yadi ono wati ningsih yati', {
  flatness: 8
})
const otherFamilies =
  stock(`Santoso Wijaya|Widjaja Setiawan Hidayat Saputra|Syahputra Kurniawan Nugroho|Noegroho Susanto|Soesanto Gunawan Siregar Nasution Simanjuntak
  Sihombing Lubis Harahap Hutapea Situmorang Rahman Wibowo Purnomo|Poernomo Pratama Permana Suryadi|Soerjadi Halim Tanjung Lestari Ramadhan|Ramadan`)
const javanese = compound(javaneseStems.draw, javaneseMiddles.draw, javaneseEnds.draw)
const indonesianLast = mostly(otherFamilies.draw, javanese, 0.5)

/** Vietnam: half of the people share three surnames; middle name; tones that passports drop. */
export const vietnamese: Culture = {
  culture: 'vietnamese',
  weight: 4,
  countries: 'VNM:1:Hà_Nội,Hồ_Chí_Minh,Đà_Nẵng,Huế,Hải_Phòng,Cần_Thơ',
  placeholderBirthdays: 0.02,
  stocks: [vietnameseFamilies],
  name(random, sex) {
    const middle = sex === 'M' ? vietnameseMiddleMale : vietnameseMiddleFemale
    const own = sex === 'M' ? vietnameseMale : vietnameseFemale
    const given: Word[] = [middle.draw(random)]
    if (random.chance(0.15)) given.push(own.draw(random))
    return namesOf([...given, own.draw(random)], [vietnameseFamilies.draw(random)])
  }
}

/** Indonesia: single names, names without a surname, old and new spelling (oe, dj; u, j). */
export const indonesian: Culture = {
  culture: 'indonesian',
  weight: 4,
  countries:
    'IDN:8:Jakarta,Surabaya,Bandung,Medan,Semarang,Denpasar,Makassar MYS:2:Kuala_Lumpur,Johor_Bahru',
  placeholderBirthdays: 0.04,
  stocks: [indonesianMale, indonesianFemale, otherFamilies],
  name(random, sex) {
    if (random.chance(0.2)) return namesOf([], [javanese(random)])
    const stockOf = sex === 'M' ? indonesianMale : indonesianFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.4)) given.push(stockOf.draw(random))
    return namesOf(given, [indonesianLast(random)])
  }
}
